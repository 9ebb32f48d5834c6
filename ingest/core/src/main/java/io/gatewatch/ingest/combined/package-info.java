/**
 * The access logs of web servers: Common Log Format and Combined Log Format of Apache, nginx and
 * all who imitate them, with or without a virtual host in front, and with what operators add behind
 * (nginx's default of forwarded addresses, times, the extended format of the Kubernetes ingress).
 * Sources: Apache's mod_log_config, nginx's ngx_http_log_module, and lines of both.
 */
package io.gatewatch.ingest.combined;
