/** Real data that ships with the lecture. */
package org.receptive.lessons.data;
