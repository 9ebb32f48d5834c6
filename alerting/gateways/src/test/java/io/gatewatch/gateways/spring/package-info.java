/**
 * An example to take along: a filter for Spring Cloud Gateway that obeys Gatewatch's quotas. It
 * lies among the tests, so that it is compiled and tried and nobody gets Spring who has no use for
 * it.
 */
package io.gatewatch.gateways.spring;
