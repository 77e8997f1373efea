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


# %% wrong: calls np.matmul
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError("both must be matrices")
    return np.matmul(first, second)


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


# %% wrong: dtype of the second only
def matmul_loops(first, second):
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError("shapes do not fit")
    product = np.zeros((first.shape[0], second.shape[1]), dtype=second.dtype)
    for i in range(first.shape[0]):
        for j in range(second.shape[1]):
            product[i, j] = sum(
                first[i, k] * second[k, j] for k in range(first.shape[1])
            )
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
