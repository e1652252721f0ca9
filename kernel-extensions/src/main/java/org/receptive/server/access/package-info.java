/**
 * Who may ask what: hosts, origins, the token and the cookie, and what browsers are told to keep.
 */
package org.receptive.server.access;
