/** The lecture: its networks, data, claims and exercises. */
package org.receptive.lessons;
