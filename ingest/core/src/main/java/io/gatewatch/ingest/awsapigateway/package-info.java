/**
 * Amazon API Gateway's access log, written as JSON by a REST or HTTP API: what an operator makes of
 * the {@code $context} variables of "Variables for access logging for API Gateway" and "Customize
 * HTTP API access logs". Each variable is read under its last name, as in the console's own example
 * ({@code requestTime}, {@code httpMethod}, {@code resourcePath}, {@code ip} …), and under its full
 * name without {@code $context.} ({@code identity.apiKeyId}, {@code error.responseType}), flat or
 * as nested objects. Ours alone is {@code x-gatewatch-quota}. Values are texts, numbers too, and a
 * dash stands for what is absent.
 */
package io.gatewatch.ingest.awsapigateway;
