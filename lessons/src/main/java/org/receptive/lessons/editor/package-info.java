/** Networks that a student changes number by number: what changes, what it costs, as Java. */
package org.receptive.lessons.editor;
