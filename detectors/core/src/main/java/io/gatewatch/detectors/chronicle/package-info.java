/**
 * The chronicle: what policy, console and audit look up, in three topics. {@code gatewatch.usage}
 * has a row for each principal and hour, {@code gatewatch.profiles} what is known of each agent,
 * {@code gatewatch.context} what peers and services did. The core never reads it back.
 */
package io.gatewatch.detectors.chronicle;
