/** What a trained network makes of real digits. */
package org.receptive.lessons.recognition;
