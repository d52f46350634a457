// Sums per channel in two stages (slices of the rows, then the slices), and sums per sample and
// channel in one.

// Rows of the slice that blockIdx.y works on.
struct Slice {
  int first;
  int end;

  __device__ Slice(int rows) {
    int size = (rows + gridDim.y - 1) / gridDim.y;
    first = blockIdx.y * size;
    end = first + size < rows ? first + size : rows;
  }
};

// partial[slice][k][c] = sum over the slice's rows; grid: channel tiles x slices
template <int K, class Terms>
__device__ inline void channel_sums(
    int tile, int rows, int channels, const Terms& terms, double* partial) {
  Lanes lanes(tile);
  Slice slice(rows);
  double sums[K];
  int end = lanes.channel < channels ? slice.end : 0;
  run_sums<K>(slice.first + lanes.lane, end, lanes.count, terms, sums);
  for (int k = 0; k < K; k++) {
    double total = lanes.total(sums[k]);
    if (lanes.lane == 0 && lanes.channel < channels) {
      partial[((size_t)blockIdx.y * K + k) * channels + lanes.channel] = total;
    }
  }
}


// out[i] = sum over slices of partial[slice][i], in the slices' order
template <class T>
__device__ inline void slice_sums(int tile, int slices, int length, const T* partial, T* out) {
  Lanes lanes(tile);
  int i = lanes.channel;
  double sum = 0;
  if (i < length) {
    for (int slice = lanes.lane; slice < slices; slice += lanes.count) {
      sum += partial[(size_t)slice * length + i];
    }
  }
  double total = lanes.total(sum);
  if (lanes.lane == 0 && i < length) {
    out[i] = (T)total;
  }
}

extern "C" __global__ void sum_slices(
    int tile, int slices, int length, const double* partial, double* out) {
  slice_sums(tile, slices, length, partial, out);
}

extern "C" __global__ void sum_real_slices(
    int tile, int slices, int length, const real* partial, real* out) {
  slice_sums(tile, slices, length, partial, out);
}

struct Moments {
  const real* v;
  int channels;
  int c;
  real origin;

  __device__ void add(int row, real* run) const {
    real d = v[row * channels + c] - origin;
    run[0] += d;
    run[1] += d * d;
  }
};

extern "C" __global__ void channel_moments(
    int tile, int rows, int channels, const real* v, const real* origin, double* partial) {
  int c = Lanes(tile).channel;
  Moments terms = {v, channels, c, c < channels ? origin[c] : 0};
  channel_sums<2>(tile, rows, channels, terms, partial);
}

struct CrossMoment {
  const real* v;
  const real* w;
  int channels;
  int c;
  real originV;
  real originW;

  __device__ void add(int row, real* run) const {
    int i = row * channels + c;
    run[0] += (v[i] - originV) * (w[i] - originW);
  }
};

extern "C" __global__ void channel_cross_moment(
    int tile,
    int rows,
    int channels,
    const real* v,
    const real* originV,
    const real* w,
    const real* originW,
    double* partial) {
  int c = Lanes(tile).channel;
  bool inside = c < channels;
  CrossMoment terms = {v, w, channels, c, inside ? originV[c] : 0, inside ? originW[c] : 0};
  channel_sums<1>(tile, rows, channels, terms, partial);
}

struct BackwardSums {
  Chain s;
  Affine u;
  Arriving g;
  int c;
  real origin;

  __device__ void add(int row, real* run) const {
    int i = row * s.channels + c;
    real gu = chain_gradient(s, u, g, Position(i, s.height, s.width, s.channels));
    run[0] += gu;
    run[1] += gu * (u.a[i] - origin);
  }
};

// sum gu and sum gu (a - origin)
extern "C" __global__ void chain_backward_sums(
    int tile,
    Chain s,
    const real* a,
    const real* kappa,
    const real* shift,
    const real* gz,
    const real* origin,
    double* partial) {
  int c = Lanes(tile).channel;
  BackwardSums terms = {s, {a, kappa, shift}, {gz}, c, c < s.channels ? origin[c] : 0};
  channel_sums<2>(tile, s.batch * s.height * s.width, s.channels, terms, partial);
}

// Sums over the positions of sample blockIdx.y; grid: channel tiles x samples
template <int K, class Terms>
__device__ inline void sample_sums(
    Lanes& lanes, int positions, int channels, const Terms& terms, double* totals) {
  double sums[K];
  int end = lanes.channel < channels ? positions : 0;
  run_sums<K>(lanes.lane, end, lanes.count, terms, sums);
  for (int k = 0; k < K; k++) {
    totals[k] = lanes.total(sums[k]);
  }
}

struct Products {
  const real* v;
  const real* w;
  int channels;

  // w null: the sum of v alone
  __device__ void add(int position, real* run) const {
    int i = position * channels;
    run[0] += w == 0 ? v[i] : v[i] * w[i];
  }
};

extern "C" __global__ void inner_products(
    int tile, int positions, int channels, const real* v, const real* w, real* out) {
  Lanes lanes(tile);
  int n = blockIdx.y;
  size_t start = (size_t)n * positions * channels + lanes.channel;
  Products terms = {v + start, w == 0 ? w : w + start, channels};
  double total;
  sample_sums<1>(lanes, positions, channels, terms, &total);
  if (lanes.lane == 0 && lanes.channel < channels) {
    out[n * channels + lanes.channel] = (real)total;
  }
}

// out[n] = rows[n] . v; grid: 1 x rows
extern "C" __global__ void row_products(int length, const real* rows, const real* v, double* out) {
  Lanes lanes(1);
  Products terms = {rows + (size_t)blockIdx.y * length, v, 1};
  double total;
  sample_sums<1>(lanes, length, 1, terms, &total);
  if (threadIdx.x == 0) {
    out[blockIdx.y] = total;
  }
}
