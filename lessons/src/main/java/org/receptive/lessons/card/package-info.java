/** Cards: short texts with a verdict, for claims, exercises and predictions. */
package org.receptive.lessons.card;
