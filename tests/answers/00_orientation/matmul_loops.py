# %% right: one row times one column at a time
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError("both must be matrices")
    if first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} does not fit {second.shape}")
    result = np.empty(
        (first.shape[0], second.shape[1]), dtype=np.result_type(first, second)
    )
    for i, row in enumerate(first):
        for j, column in enumerate(second.T):
            result[i, j] = (row * column).sum()
    return result


# %% right: a sum of outer products
def matmul_loops(first, second):
    if not (first.ndim == second.ndim == 2 and first.shape[1] == second.shape[0]):
        raise ValueError("shapes do not fit")
    total = np.zeros((len(first), second.shape[1]), dtype=np.result_type(first, second))
    for k in range(second.shape[0]):
        total += first[:, k : k + 1] * second[k]
    return total


# %% right: nested lists
def matmul_loops(first, second):
    if len(first.shape) != 2 or len(second.shape) != 2 or first.shape[1] != len(second):
        raise ValueError("shapes do not fit")
    rows = [
        [sum(a * b for a, b in zip(row, column)) for column in second.T.tolist()]
        for row in first.tolist()
    ]
    kind = np.result_type(first, second)
    return np.array(rows, dtype=kind).reshape(len(first), second.shape[1])


# %% right: other loop order, Python numbers, converted at the end
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    kind = np.result_type(first, second)
    one, two = first.astype(kind).tolist(), second.astype(kind).tolist()
    out = [[0] * p for _ in range(n)]
    for k in range(m):
        for i in range(n):
            for j in range(p):
                out[i][j] = out[i][j] + one[i][k] * two[k][j]
    return np.array(out, dtype=kind).reshape(n, p)


# %% right: a broadcast product, summed
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != len(second):
        raise ValueError("shapes do not fit")
    kind = np.result_type(first, second)
    return (first[:, :, None] * second[None]).sum(axis=1, dtype=kind)


# %% wrong: uses the operator
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError("both must be matrices")
    return first @ second


# %% wrong: calls the method dot
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError("both must be matrices")
    return first.dot(second)


# %% wrong: element-wise product
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("shapes do not fit")
    result = np.zeros(
        (first.shape[0], second.shape[1]), dtype=np.result_type(first, second)
    )
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = (
                first[i % first.shape[0], j % first.shape[1]]
                * second[i % second.shape[0], j]
            )
    return result


# %% wrong: always float64
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("shapes do not fit")
    product = np.zeros((first.shape[0], second.shape[1]))
    for i in range(first.shape[0]):
        for j in range(second.shape[1]):
            for k in range(first.shape[1]):
                product[i, j] += first[i, k] * second[k, j]
    return product


# %% wrong: keeps only the last term
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("shapes do not fit")
    product = np.zeros(
        (first.shape[0], second.shape[1]), dtype=np.result_type(first, second)
    )
    for i in range(first.shape[0]):
        for j in range(second.shape[1]):
            for k in range(first.shape[1]):
                product[i, j] = first[i, k] * second[k, j]
    return product


# %% wrong: result transposed
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("shapes do not fit")
    product = np.zeros(
        (second.shape[1], first.shape[0]), dtype=np.result_type(first, second)
    )
    for i in range(first.shape[0]):
        for j in range(second.shape[1]):
            for k in range(first.shape[1]):
                product[j, i] += first[i, k] * second[k, j]
    return product


# %% wrong: zips away what does not fit
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError("both must be matrices")
    product = np.zeros(
        (first.shape[0], second.shape[1]), dtype=np.result_type(first, second)
    )
    for i, row in enumerate(first):
        for j in range(second.shape[1]):
            for a, b in zip(row, second[:, j]):
                product[i, j] += a * b
    return product


# %% wrong: starts with the first term, so m = 0 breaks
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("shapes do not fit")
    product = np.zeros(
        (first.shape[0], second.shape[1]), dtype=np.result_type(first, second)
    )
    for i in range(first.shape[0]):
        for j in range(second.shape[1]):
            product[i, j] = first[i, 0] * second[0, j]
            for k in range(1, first.shape[1]):
                product[i, j] += first[i, k] * second[k, j]
    return product


# %% wrong: dtype of the first
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    result = np.zeros((n, p), dtype=first.dtype)
    for i in range(n):
        for j in range(p):
            for k in range(m):
                result[i, j] += first[i, k] * second[k, j]
    return result


# %% wrong: int64 for all whole numbers
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    result = np.zeros(
        (n, p),
        dtype=int
        if np.result_type(first, second).kind in "iu"
        else np.result_type(first, second),
    )
    for i in range(n):
        for j in range(p):
            for k in range(m):
                result[i, j] += first[i, k] * second[k, j]
    return result


# %% wrong: 1-D accepted as a column
def matmul_loops(first, second):
    if second.ndim == 1:
        second = second[:, None]
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("no")
    (n, m), p = first.shape, second.shape[1]
    result = np.zeros((n, p), dtype=np.result_type(first, second))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                result[i, j] += first[i, k] * second[k, j]
    return result


# %% wrong: IndexError for 1-D
def matmul_loops(first, second):
    if first.shape[1] != second.shape[0]:
        raise ValueError("no")
    n, m = first.shape
    p = second.shape[1]
    result = np.zeros((n, p), dtype=np.result_type(first, second))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                result[i, j] += first[i, k] * second[k, j]
    return result


# %% wrong: the special method behind the operator
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    return first.__matmul__(second)


# %% wrong: operator module
import operator


def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    return operator.matmul(first, second)


# %% wrong: numpy.matmul by another name
from numpy import matmul as times


def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    return times(first, second)


# %% wrong: result flattened when it has one column
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    result = np.zeros((n, p), dtype=np.result_type(first, second))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                result[i, j] += first[i, k] * second[k, j]
    return result[:, 0] if p == 1 and n > 3 else result


# %% wrong: scales first in place when dtypes differ
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    if first.dtype == second.dtype:
        first = first.copy()
    total = np.zeros((n, p), dtype=np.result_type(first, second))
    for k in range(m):
        total += first[:, k : k + 1] * second[k : k + 1]
        first[:, k] = 0
    return total


# %% wrong: truncates every product to whole numbers when one table is whole
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    result = np.zeros((n, p), dtype=np.result_type(first, second))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                result[i, j] += (
                    int(first[i, k] * second[k, j])
                    if first.dtype.kind == "i" or second.dtype.kind == "i"
                    else first[i, k] * second[k, j]
                )
    return result


# %% wrong: a helper function holds the operator
def _row_by_column(a, b):
    return a @ b


def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"{first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    return _row_by_column(first, second)


# %% wrong: adds up in float64, then casts
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("no")
    result = np.zeros((first.shape[0], second.shape[1]))
    for k in range(first.shape[1]):
        result += first[:, k : k + 1].astype(float) * second[k : k + 1].astype(float)
    return result.astype(np.result_type(first, second))


# %% wrong: np.correlate does row times column
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("no")
    result = np.zeros((first.shape[0], second.shape[1]), np.result_type(first, second))
    if first.shape[1]:
        for i in range(first.shape[0]):
            for j in range(second.shape[1]):
                result[i, j] = np.correlate(first[i], second[:, j])[0]
    return result
