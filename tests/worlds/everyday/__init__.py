"""What apps meet that are set up by other hands than ours: other clients, other machines, other models, wishes and routes.

Half of these worlds look decided and are not; in the other half the evidence decides, and a right next step is owed.
"""
