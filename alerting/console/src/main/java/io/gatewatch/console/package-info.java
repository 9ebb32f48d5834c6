/**
 * The console: one page, an API and a stream of events over what the pipeline tells. Feeds fill
 * {@link io.gatewatch.console.LiveState}, which knows neither Kafka nor HTTP; the server reads it.
 */
package io.gatewatch.console;
