/** Requests and answers as resources see them: paths, queries, JSON, limits; and the router. */
package org.receptive.server.http;
