/**
 * Learns from traffic where ids stand that look like words. A view of who used which words where,
 * in whole numbers and bounded samples, so that adding commutes; an agent has one vote, and only
 * successful calls of authenticated agents are seen.
 */
package io.gatewatch.ingest.catalog.learning;
