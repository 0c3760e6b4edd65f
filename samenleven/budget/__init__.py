"""The budget what-if: scenarios, who takes part, dividing an envelope, what that reaches and how sure it is."""
