// Matrix products by tiles. Products and sums in real (no reduced precision).

// Depth of a tile: products per element and step.
const int DEPTH = 16;

// C[m, n] = sum over k in [from, to) of A[m, k] B[k, n], for the tile ROWS x COLUMNS that begins at
// (row, column). Every thread computes TALL x WIDE elements; while it does so the next tiles are on
// their way from memory.
template <int ROWS, int COLUMNS, int TALL, int WIDE, class A, class B, class C>
__device__ inline void multiply(int from, int to, A& a, B& b, const C& c) {
  const int WIDTH = COLUMNS / WIDE;
  // one more than the rows: neighbouring k are written to different banks
  __shared__ real tileA[DEPTH][ROWS + 1];
  __shared__ real tileB[DEPTH][COLUMNS + 1];
  real nextA[A::LOADS];
  real nextB[B::LOADS];
  real sum[TALL][WIDE];
  for (int i = 0; i < TALL; i++) {
    for (int j = 0; j < WIDE; j++) {
      sum[i][j] = 0;
    }
  }
  int y = threadIdx.x / WIDTH;
  int x = threadIdx.x % WIDTH;
  if (from < to) {
    a.load(from, to, nextA);
    b.load(from, to, nextB);
  }
  for (int k = from; k < to; k += DEPTH) {
    __syncthreads();
    a.store(nextA, tileA);
    b.store(nextB, tileB);
    __syncthreads();
    if (k + DEPTH < to) {
      a.load(k + DEPTH, to, nextA);
      b.load(k + DEPTH, to, nextB);
    }
#pragma unroll
    for (int d = 0; d < DEPTH; d++) {
      real left[TALL];
      real right[WIDE];
#pragma unroll
      for (int i = 0; i < TALL; i++) {
        left[i] = tileA[d][y + i * (ROWS / TALL)];
      }
#pragma unroll
      for (int j = 0; j < WIDE; j++) {
        right[j] = tileB[d][x + j * WIDTH];
      }
#pragma unroll
      for (int i = 0; i < TALL; i++) {
#pragma unroll
        for (int j = 0; j < WIDE; j++) {
          sum[i][j] = fma(left[i], right[j], sum[i][j]);
        }
      }
    }
  }
  for (int i = 0; i < TALL; i++) {
    for (int j = 0; j < WIDE; j++) {
      c.store(y + i * (ROWS / TALL), x + j * WIDTH, sum[i][j]);
    }
  }
}

// Left matrix [columns of v, rows of v]: v [K, channels] transposed.
template <int ROWS>
struct Transposed {
  static const int LOADS = ROWS * DEPTH / THREADS;
  const real* v;
  int channels;
  int row;

  __device__ void load(int k, int to, real* next) const {
    int c = row + threadIdx.x % ROWS;
    for (int j = 0; j < LOADS; j++) {
      int own = k + threadIdx.x / ROWS + j * (THREADS / ROWS);
      next[j] = own < to && c < channels ? v[(size_t)own * channels + c] : 0;
    }
  }

  template <int STRIDE>
  __device__ void store(const real* next, real (*tile)[STRIDE]) const {
    for (int j = 0; j < LOADS; j++) {
      tile[threadIdx.x / ROWS + j * (THREADS / ROWS)][threadIdx.x % ROWS] = next[j];
    }
  }
};

// A matrix of rows x columns.
struct Block {
  real* out;
  int rows;
  int columns;
  int row;
  int column;

  __device__ void store(int m, int n, real value) const {
    if (row + m < rows && column + n < columns) {
      out[(size_t)(row + m) * columns + column + n] = value;
    }
  }
};

// out = left^T right; left [count, rows], right [count, columns]
extern "C" __global__ void gram(
    int count, int rows, int columns, const real* left, const real* right, real* out) {
  int row = blockIdx.x * 64;
  int column = blockIdx.y * 64;
  Transposed<64> of_left = {left, rows, row};
  Transposed<64> of_right = {right, columns, column};
  Block block = {out, rows, columns, row, column};
  multiply<64, 64, 4, 4>(0, count, of_left, of_right, block);
}
