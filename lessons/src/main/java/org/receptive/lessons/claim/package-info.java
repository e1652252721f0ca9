/** What the slides say, beside what comes out when it is computed. */
package org.receptive.lessons.claim;
