/**
 * Where output goes. Each request has a {@link org.receptive.kernel.scope.RequestScope} that knows
 * its parent header; a thread belongs to the scope of the request that started it, and so does all
 * that it prints.
 */
package org.receptive.kernel.scope;
