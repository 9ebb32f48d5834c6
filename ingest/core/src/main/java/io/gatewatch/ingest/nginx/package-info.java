/**
 * nginx's access log as JSON ({@code log_format … escape=json}): the format that we publish in
 * {@code gateways/nginx.conf}, and those of operators who name fields after nginx's variables.
 * Sources: nginx's ngx_http_log_module and ngx_http_upstream_module, and lines of nginx 1.22.
 */
package io.gatewatch.ingest.nginx;
