/**
 * Widgets as both ends know them: typed properties in Java, kept the same as the model in the page
 * by the messages of the ipywidgets 8 protocol (widget messaging version 2.1).
 */
package org.receptive.widgets.sync;
