"""The shape of every file an editor writes: which keys it has and what each may hold."""
