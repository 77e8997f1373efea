# %% right: coordinate by coordinate
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[-1] != 2:
        raise ValueError("points must be (n, 2)")
    x, y = points[:, 0] - center[0], points[:, 1] - center[1]
    turned = np.stack(
        [
            np.cos(angle) * x - np.sin(angle) * y + center[0],
            np.sin(angle) * x + np.cos(angle) * y + center[1],
        ],
        axis=1,
    )
    return turned.astype(points.dtype)


# %% right: columns, then back
def rotate(points, angle, *, center=(0.0, 0.0)):
    if len(points.shape) != 2 or points.shape[1] != 2:
        raise ValueError(f"shape {points.shape}, expected (n, 2)")
    u, v = [np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]
    matrix = np.column_stack([u, v])
    middle = np.asarray(center, dtype=float)[:, None]
    return (matrix @ (points.T - middle) + middle).T.astype(points.dtype)


# %% wrong: turns clockwise
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[cos, -sin], [sin, cos]])
    return ((points - np.array(center)) @ matrix + np.array(center)).astype(
        points.dtype
    )


# %% wrong: ignores the centre
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(angle), np.sin(angle)
    return (points @ np.array([[cos, sin], [-sin, cos]])).astype(points.dtype)


# %% wrong: does not move back
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(angle), np.sin(angle)
    return ((points - np.array(center)) @ np.array([[cos, sin], [-sin, cos]])).astype(
        points.dtype
    )


# %% wrong: degrees
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    middle = np.array(center)
    return ((points - middle) @ np.array([[cos, sin], [-sin, cos]]) + middle).astype(
        points.dtype
    )


# %% wrong: float32 becomes float64
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(angle), np.sin(angle)
    middle = np.array(center)
    return (points - middle) @ np.array([[cos, sin], [-sin, cos]]) + middle


# %% wrong: moves the points it was given
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(angle), np.sin(angle)
    middle = np.array(center)
    points -= middle.astype(points.dtype)
    turned = points @ np.array([[cos, sin], [-sin, cos]])
    points += middle.astype(points.dtype)
    points[:] = turned + middle
    return points


# %% wrong: takes points in columns too
def rotate(points, angle, *, center=(0.0, 0.0)):
    cos, sin = np.cos(angle), np.sin(angle)
    middle = np.array(center)
    if points.ndim == 2 and points.shape[1] != 2:
        points = points.T
    return ((points - middle) @ np.array([[cos, sin], [-sin, cos]]) + middle).astype(
        points.dtype
    )


# %% wrong: a reflection, not a rotation
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(angle), np.sin(angle)
    middle = np.array(center)
    return ((points - middle) @ np.array([[cos, sin], [sin, -cos]]) + middle).astype(
        points.dtype
    )


# %% wrong: accepts one point without its row
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.shape[-1] != 2:
        raise ValueError("points must be (n, 2)")
    cos, sin = np.cos(angle), np.sin(angle)
    middle = np.array(center)
    return ((points - middle) @ np.array([[cos, sin], [-sin, cos]]) + middle).astype(
        points.dtype
    )
