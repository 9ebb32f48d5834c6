/**
 * Reads OpenAPI 3 and Swagger 2 files into sources of a catalogue. Nothing is fetched: a file is
 * read as it lies there, and references to other files are not followed.
 */
package io.gatewatch.openapi;
