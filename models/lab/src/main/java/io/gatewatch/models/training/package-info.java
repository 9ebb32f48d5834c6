/** From labelled rows to a model: recipes, splits and Tribuo's trainers. */
package io.gatewatch.models.training;
