/**
 * From a path to a route: words and versions stay, ids become {@code {id}} and are handed on to be
 * masked, and the route's words name its operation group and sensitivity until a catalogue does.
 */
package io.gatewatch.ingest.routes;
