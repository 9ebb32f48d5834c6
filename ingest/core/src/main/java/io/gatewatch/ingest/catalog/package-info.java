/**
 * What operations exist: a catalogue finds the operation of a method and a path, and so its
 * template, name, group, sensitivity and scope, without looking at the values in the path. Made of
 * OpenAPI files, shipped maps and what was learned from traffic; travels as JSON on {@code
 * gatewatch.control}.
 */
package io.gatewatch.ingest.catalog;
