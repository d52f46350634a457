// Convolutions as matrix products whose left matrix is never stored: its elements are fetched from
// the activations when a tile is loaded.

struct Conv {
  int batch;
  int inHeight;
  int inWidth;
  int inChannels;
  int outHeight;
  int outWidth;
  int outChannels;
  int kernel;
  int stride;
  int padTop;
  int padLeft;
};

// The part of a convolution's input side that one launch in z works on. Forward there is one.
// Backward, the pixels (y, x) with equal y % stride and x % stride meet the same taps of the filter,
// so each such class is a product of its own and nothing is multiplied with zeros.
struct Taps {
  int rows;      // pixels per column of an image
  int columns;   // pixels per row of an image
  int firstY;    // first pixel of the class
  int firstX;
  int kernelY;   // first tap of the class
  int kernelX;
  int tapsY;
  int tapsX;

  __device__ static Taps forward(const Conv& s) {
    return {s.outHeight, s.outWidth, 0, 0, 0, 0, s.kernel, s.kernel};
  }

  __device__ static Taps backward(const Conv& s, int part) {
    Taps t;
    t.firstY = part / s.stride;
    t.firstX = part % s.stride;
    t.rows = (s.inHeight - t.firstY + s.stride - 1) / s.stride;
    t.columns = (s.inWidth - t.firstX + s.stride - 1) / s.stride;
    t.kernelY = (t.firstY + s.padTop) % s.stride;
    t.kernelX = (t.firstX + s.padLeft) % s.stride;
    t.tapsY = (s.kernel - t.kernelY + s.stride - 1) / s.stride;
    t.tapsX = (s.kernel - t.kernelX + s.stride - 1) / s.stride;
    return t;
  }
};

// Left matrix [pixels, taps x channels], the channel running fastest. FORWARD: output pixels see x.
// Otherwise: input pixels see ga.
template <int ROWS, bool FORWARD>
struct Patches {
  static const int LOADS = ROWS * DEPTH / THREADS;
  const real* v;
  int height;
  int width;
  int channels;
  int tapsX;
  int depth;
  int image[LOADS];
  int top[LOADS];
  int left[LOADS];

  __device__ Patches(const Conv& s, const Taps& t, const real* v_, int row) {
    v = v_;
    height = FORWARD ? s.inHeight : s.outHeight;
    width = FORWARD ? s.inWidth : s.outWidth;
    channels = FORWARD ? s.inChannels : s.outChannels;
    tapsX = t.tapsX;
    depth = t.tapsY * t.tapsX * channels;
    for (int j = 0; j < LOADS; j++) {
      int m = row + threadIdx.x / DEPTH + j * (THREADS / DEPTH);
      Position p(m, t.rows, t.columns, 1);
      image[j] = p.n * height * width;
      if (FORWARD) {
        top[j] = p.y * s.stride - s.padTop;
        left[j] = p.x * s.stride - s.padLeft;
      } else {
        // a multiple of the stride: that is what makes a class
        top[j] = (t.firstY + p.y * s.stride + s.padTop - t.kernelY) / s.stride;
        left[j] = (t.firstX + p.x * s.stride + s.padLeft - t.kernelX) / s.stride;
      }
      if (p.n >= s.batch) {
        // no tap of any filter lies in an image
        top[j] = FORWARD ? -(1 << 28) : (1 << 28);
      }
    }
  }

  __device__ void load(int k, int to, real* next) const {
    int own = k + threadIdx.x % DEPTH;
    int tap = own / channels;
    int c = own - tap * channels;
    int tapY = tap / tapsX;
    int tapX = tap - tapY * tapsX;
    for (int j = 0; j < LOADS; j++) {
      int y = FORWARD ? top[j] + tapY : top[j] - tapY;
      int x = FORWARD ? left[j] + tapX : left[j] - tapX;
      bool inside = own < to && y >= 0 && y < height && x >= 0 && x < width;
      next[j] = inside ? v[(image[j] + y * width + x) * channels + c] : 0;
    }
  }

  template <int STRIDE>
  __device__ void store(const real* next, real (*tile)[STRIDE]) const {
    for (int j = 0; j < LOADS; j++) {
      tile[threadIdx.x % DEPTH][threadIdx.x / DEPTH + j * (THREADS / DEPTH)] = next[j];
    }
  }
};

// Right matrix [taps x channels, filters or input channels] from the filters w [O, I, k, k].
template <int COLUMNS, bool FORWARD>
struct Filters {
  static const int LOADS = COLUMNS * DEPTH / THREADS;
  const real* w;
  Taps t;
  int inChannels;
  int channels;
  int columns;
  int kernel;
  int stride;
  int column;

  __device__ Filters(const Conv& s, const Taps& t_, const real* w_, int column_) {
    w = w_;
    t = t_;
    inChannels = s.inChannels;
    channels = FORWARD ? s.inChannels : s.outChannels;
    columns = FORWARD ? s.outChannels : s.inChannels;
    kernel = s.kernel;
    stride = FORWARD ? 1 : s.stride;
    column = column_;
  }

  __device__ void load(int k, int to, real* next) const {
    int own = k + threadIdx.x % DEPTH;
    int tap = own / channels;
    int c = own - tap * channels;
    int tapY = t.kernelY + stride * (tap / t.tapsX);
    int tapX = t.kernelX + stride * (tap % t.tapsX);
    for (int j = 0; j < LOADS; j++) {
      int n = column + threadIdx.x / DEPTH + j * (THREADS / DEPTH);
      int o = FORWARD ? n : c;
      int i = FORWARD ? c : n;
      bool inside = own < to && n < columns;
      next[j] = inside ? w[((o * inChannels + i) * kernel + tapY) * kernel + tapX] : 0;
    }
  }

  template <int STRIDE>
  __device__ void store(const real* next, real (*tile)[STRIDE]) const {
    for (int j = 0; j < LOADS; j++) {
      tile[threadIdx.x % DEPTH][threadIdx.x / DEPTH + j * (THREADS / DEPTH)] = next[j];
    }
  }
};

// Where the product's rows (pixels) and columns (channels) go.
template <bool FORWARD>
struct Pixels {
  Conv s;
  Taps t;
  real* out;
  int row;
  int column;

  __device__ void store(int m, int n, real value) const {
    Position p(row + m, t.rows, t.columns, 1);
    int channels = FORWARD ? s.outChannels : s.inChannels;
    int c = column + n;
    if (p.n >= s.batch || c >= channels) {
      return;
    }
    int height = FORWARD ? s.outHeight : s.inHeight;
    int width = FORWARD ? s.outWidth : s.inWidth;
    int y = FORWARD ? p.y : t.firstY + p.y * s.stride;
    int x = FORWARD ? p.x : t.firstX + p.x * s.stride;
    out[((p.n * height + y) * width + x) * channels + c] = value;
  }
};

// Grid: row tiles x column tiles x classes.
template <bool FORWARD, int ROWS, int COLUMNS, int TALL, int WIDE>
__device__ inline void convolution(const Conv& s, const real* v, const real* w, real* out) {
  Taps t = FORWARD ? Taps::forward(s) : Taps::backward(s, blockIdx.z);
  int row = blockIdx.x * ROWS;
  int column = blockIdx.y * COLUMNS;
  if (row >= s.batch * t.rows * t.columns) {
    // classes are of different sizes
    return;
  }
  Patches<ROWS, FORWARD> patches(s, t, v, row);
  Filters<COLUMNS, FORWARD> filters(s, t, w, column);
  Pixels<FORWARD> pixels = {s, t, out, row, column};
  multiply<ROWS, COLUMNS, TALL, WIDE>(0, patches.depth, patches, filters, pixels);
}

extern "C" __global__ void convolve_16(Conv s, const real* x, const real* w, real* a) {
  convolution<true, 128, 16, 4, 2>(s, x, w, a);
}

extern "C" __global__ void convolve_32(Conv s, const real* x, const real* w, real* a) {
  convolution<true, 128, 32, 4, 4>(s, x, w, a);
}

extern "C" __global__ void convolve_64(Conv s, const real* x, const real* w, real* a) {
  convolution<true, 64, 64, 4, 4>(s, x, w, a);
}

extern "C" __global__ void convolve_backward_data_16(
    Conv s, const real* ga, const real* w, real* gx) {
  convolution<false, 128, 16, 4, 2>(s, ga, w, gx);
}

extern "C" __global__ void convolve_backward_data_32(
    Conv s, const real* ga, const real* w, real* gx) {
  convolution<false, 128, 32, 4, 4>(s, ga, w, gx);
}

extern "C" __global__ void convolve_backward_data_64(
    Conv s, const real* ga, const real* w, real* gx) {
  convolution<false, 64, 64, 4, 4>(s, ga, w, gx);
}

// Right matrix [output pixels, taps x input channels]: what each weight of a filter saw.
template <int COLUMNS>
struct Seen {
  static const int LOADS = COLUMNS * DEPTH / THREADS;
  Conv s;
  const real* x;
  int tapY;
  int tapX;
  int c;
  bool inside;

  __device__ Seen(const Conv& s_, const real* x_, int column) {
    s = s_;
    x = x_;
    int n = column + threadIdx.x % COLUMNS;
    int tap = n / s.inChannels;
    c = n - tap * s.inChannels;
    tapY = tap / s.kernel - s.padTop;
    tapX = tap % s.kernel - s.padLeft;
    inside = tap < s.kernel * s.kernel;
  }

  __device__ void load(int k, int to, real* next) const {
    for (int j = 0; j < LOADS; j++) {
      int own = k + threadIdx.x / COLUMNS + j * (THREADS / COLUMNS);
      Position p(own, s.outHeight, s.outWidth, 1);
      int py = p.y * s.stride + tapY;
      int px = p.x * s.stride + tapX;
      bool there =
          inside && own < to && py >= 0 && py < s.inHeight && px >= 0 && px < s.inWidth;
      next[j] = there ? x[((p.n * s.inHeight + py) * s.inWidth + px) * s.inChannels + c] : 0;
    }
  }

  template <int STRIDE>
  __device__ void store(const real* next, real (*tile)[STRIDE]) const {
    for (int j = 0; j < LOADS; j++) {
      tile[threadIdx.x / COLUMNS + j * (THREADS / COLUMNS)][threadIdx.x % COLUMNS] = next[j];
    }
  }
};

struct FilterGradient {
  Conv s;
  real* gw;
  int row;
  int column;

  __device__ void store(int m, int n, real value) const {
    int o = row + m;
    int taps = s.kernel * s.kernel;
    int tap = (column + n) / s.inChannels;
    int i = (column + n) - tap * s.inChannels;
    if (o < s.outChannels && tap < taps) {
      gw[(o * s.inChannels + i) * taps + tap] = value;
    }
  }
};

// partial[slice] = gradient over a slice of the pixels; grid: tiles of O x tiles of I k k x slices
template <int ROWS, int COLUMNS, int TALL, int WIDE>
__device__ inline void filter_gradient(
    const Conv& s, int sliceSize, const real* x, const real* ga, real* partial) {
  int pixels = s.batch * s.outHeight * s.outWidth;
  int from = blockIdx.z * sliceSize;
  int to = from + sliceSize < pixels ? from + sliceSize : pixels;
  int row = blockIdx.x * ROWS;
  int column = blockIdx.y * COLUMNS;
  int numbers = s.outChannels * s.inChannels * s.kernel * s.kernel;
  Transposed<ROWS> left = {ga, s.outChannels, row};
  Seen<COLUMNS> right(s, x, column);
  FilterGradient out = {s, partial + (size_t)blockIdx.z * numbers, row, column};
  multiply<ROWS, COLUMNS, TALL, WIDE>(from, to, left, right, out);
}

extern "C" __global__ void convolve_backward_weights_16(
    Conv s, int sliceSize, const real* x, const real* ga, real* partial) {
  filter_gradient<16, 128, 2, 4>(s, sliceSize, x, ga, partial);
}

extern "C" __global__ void convolve_backward_weights_32(
    Conv s, int sliceSize, const real* x, const real* ga, real* partial) {
  filter_gradient<32, 64, 2, 4>(s, sliceSize, x, ga, partial);
}

extern "C" __global__ void convolve_backward_weights_64(
    Conv s, int sliceSize, const real* x, const real* ga, real* partial) {
  filter_gradient<64, 64, 4, 4>(s, sliceSize, x, ga, partial);
}
