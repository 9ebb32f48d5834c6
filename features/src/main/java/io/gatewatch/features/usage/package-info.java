/**
 * What policy and console look up later: a principal's use by the hour, and what is known of an
 * agent. Written at the end of an hour with calls; nothing in the core reads it back.
 */
package io.gatewatch.features.usage;
