"""The field team, the agents and the billing system: routes and who may use them."""
