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


# %% right: matrix for rows typed directly, one affine step
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    rows = np.array(
        [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]],
        dtype=np.float64,
    )
    offset = np.array(center) - np.array(center) @ rows
    result = np.empty_like(points)
    result[...] = points @ rows + offset
    return result


# %% right: matrix from the turned unit vectors, in points' own dtype
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    u, v = [np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]
    r = np.column_stack([u, v]).astype(points.dtype)
    c = np.array(center, points.dtype)
    return np.matmul(points - c, r.T) + c


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


# %% wrong: negative angles turn the wrong way
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    c, s = np.cos(abs(angle)), np.sin(abs(angle))
    matrix = np.array([[c, -s], [s, c]])
    center = np.asarray(center)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: default centre is the mean of the points
def rotate(points, angle, *, center=None):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = points.mean(axis=0) if center is None else np.asarray(center)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: only the first coordinate of the centre counts
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = np.array([center[0], 0.0])
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: centre coordinates swapped unless the second is 0
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = np.array(center if center[1] == 0 else center[::-1])
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: the rank is not checked: (k, n, 2) and (2,) pass
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.shape[-1] != 2:
        raise ValueError("(n, 2)")
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = np.asarray(center)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: no points at all refused
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
        raise ValueError("(n, 2)")
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = np.asarray(center)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: rounds to six digits
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("no")
    R = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (
        ((points - np.array(center)) @ R.T + np.array(center))
        .round(6)
        .astype(points.dtype)
    )


# %% wrong: angles above 2 pi taken as degrees
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    if abs(angle) > 2 * np.pi:
        angle = np.deg2rad(angle)
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = np.asarray(center)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: cosine and sine rounded, good for quarter turns only
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    c, s = round(np.cos(angle)), round(np.sin(angle))
    matrix = np.array([[c, -s], [s, c]])
    center = np.asarray(center)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: centre cut to whole numbers
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = np.asarray(center).astype(int)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: TypeError for a wrong shape of more axes
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2:
        raise TypeError("2-D")
    if points.shape[1] != 2:
        raise ValueError("(n, 2)")
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]])
    center = np.asarray(center)
    return ((points - center) @ matrix.T + center).astype(points.dtype)


# %% wrong: no points come back as float64
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("no")
    if len(points) == 0:
        return np.zeros((0, 2))
    R = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return ((points - np.array(center)) @ R.T + np.array(center)).astype(points.dtype)


# %% wrong: len of a single number is a TypeError
def rotate(points, angle, *, center=(0.0, 0.0)):
    if points.shape != (len(points), 2):
        raise ValueError("no")
    R = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return ((points - np.array(center)) @ R.T + np.array(center)).astype(points.dtype)
