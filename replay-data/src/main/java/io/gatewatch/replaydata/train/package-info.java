/**
 * From history to a model: the production extractor's vectors, once a minute, into the training of
 * the models floor.
 */
package io.gatewatch.replaydata.train;
