return {
  name = "gatewatch-quota",
  fields = {
    { config = {
      type = "record",
      fields = {
        -- Which of the consumer's names is the agent's id in Gatewatch.
        { agent_id = { type = "string", default = "id", one_of = { "id", "username", "custom_id" } } },
        -- The operation group of a route, where its path does not tell it.
        { operation_group = { type = "string", required = false } },
      },
    } },
  },
}
