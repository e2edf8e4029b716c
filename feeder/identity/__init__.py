"""Which story is it? `keys` names it; `likeness` compares two texts."""
