/** The files of a user: found only below one folder, saved in one step or not at all. */
package org.receptive.server.contents;
