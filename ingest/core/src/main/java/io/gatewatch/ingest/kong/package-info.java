/**
 * Kong's log lines: the object that http-log, file-log, tcp-log and kafka-log write, of Kong 2.8 to
 * 3.x ("Log format" of those plugins, and {@code kong.log.serialize} of the PDK). Ours alone, for
 * {@code custom_fields_by_lua}, are {@code jwt.iss}, {@code jwt.azp}, {@code jwt.client_id}, {@code
 * jwt.sub}, {@code tls_client_subject}, {@code environment} and {@code gateway_node}. Upper floors
 * never see this package.
 */
package io.gatewatch.ingest.kong;
