/**
 * What an operator writes: the one configuration file of reading logs (identity rules, trusted
 * proxies), patterns of tenants and groups, and how any such YAML file is read and its mistakes are
 * told.
 */
package io.gatewatch.ingest.config;
