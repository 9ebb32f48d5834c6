/**
 * Reading text lines that may be anything: the carriers around a line, quoted fields and their
 * escapes, request lines, numbers and times, all from bytes, in one pass, without a pattern. Shared
 * by the formats that are not JSON, and by those whose JSON holds such texts.
 */
package io.gatewatch.ingest.text;
