/** Addresses, networks, and the one way by which a proxy's word about its client is believed. */
package io.gatewatch.ingest.network;
