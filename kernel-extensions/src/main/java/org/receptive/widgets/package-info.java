/**
 * Live controls in notebooks: sliders, menus and buttons, and {@code interact}, which redraws a
 * picture whenever one of them is moved.
 */
package org.receptive.widgets;
