// What all kernels share. The files of this folder are compiled as one program per precision; the
// host defines REAL as float or double. Activations are [N, H, W, C], filters [O, I, k, k], both C
// order; arrays have fewer than 2^31 elements. Names follow the Java interface Kernels.
//
// Nothing here adds through atomics, and every sum has a fixed order: the same numbers give the
// same result to the last bit.

typedef REAL real;

// Threads of a block in every kernel.
const int THREADS = 256;

// Additions in real before the sum goes over to double, which most cards do slowly.
const int RUN = 16;

__device__ inline int first_element() { return blockIdx.x * THREADS + threadIdx.x; }

__device__ inline int element_stride() { return gridDim.x * THREADS; }

// A block seen as `tile` channels (neighbouring threads) by THREADS / tile lanes that share the
// rows.
struct Lanes {
  int tile;
  int channel;
  int lane;
  int count;

  __device__ Lanes(int tile_) {
    tile = tile_;
    channel = blockIdx.x * tile_ + threadIdx.x % tile_;
    lane = threadIdx.x / tile_;
    count = THREADS / tile_;
  }

  // Sum over the lanes of a channel, by halves; valid in lane 0.
  __device__ double total(double own) {
    __shared__ double sums[THREADS];
    __syncthreads();
    sums[threadIdx.x] = own;
    __syncthreads();
    for (int half = count / 2; half > 0; half /= 2) {
      if (lane < half) {
        sums[threadIdx.x] += sums[threadIdx.x + half * tile];
      }
      __syncthreads();
    }
    return sums[threadIdx.x];
  }
};

// K sums over the rows first, first + step, .. < end: RUN terms in real, then in double.
template <int K, class Terms>
__device__ inline void run_sums(int first, int end, int step, const Terms& terms, double* sums) {
  for (int k = 0; k < K; k++) {
    sums[k] = 0;
  }
  int row = first;
  while (row < end) {
    real run[K];
    for (int k = 0; k < K; k++) {
      run[k] = 0;
    }
    for (int i = 0; i < RUN && row < end; i++, row += step) {
      terms.add(row, run);
    }
    for (int k = 0; k < K; k++) {
      sums[k] += run[k];
    }
  }
}
