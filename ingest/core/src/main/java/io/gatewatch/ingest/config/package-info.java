/** The one configuration file of reading logs: identity rules and trusted proxies. */
package io.gatewatch.ingest.config;
