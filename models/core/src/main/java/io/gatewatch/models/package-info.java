/**
 * Models that judge: a file of text and numbers, checked when it is read, scored from flat arrays.
 * What trains, evaluates and keeps them is {@code io.gatewatch.models.lab}.
 */
package io.gatewatch.models;
