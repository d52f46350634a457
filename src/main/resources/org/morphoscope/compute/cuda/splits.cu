// Splits of a channel into u + d and u - d: values, gradients, and the products that learning and
// scoring take of them.

struct Split {
  Affine u;
  Child plus;
  Child minus;

  __device__ Split(const real* a, const real* b, const real* kappa, const real* shift) {
    u = {a, kappa, shift};
    plus = {a, b, kappa, shift, 1};
    minus = {a, b, kappa, shift, -1};
  }

  // dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)
  __device__ real delta(const Chain& s, int i) const {
    return (chain_value(s, plus, i) + chain_value(s, minus, i)) * (real)0.5 - chain_value(s, u, i);
  }
};

extern "C" __global__ void split_delta(
    Chain s, const real* a, const real* b, const real* kappa, const real* shift, real* dz) {
  Split split(a, b, kappa, shift);
  int outputs = s.outputs();
  for (int i = first_element(); i < outputs; i += element_stride()) {
    dz[i] = split.delta(s, i);
  }
}

extern "C" __global__ void children_forward(
    Chain s,
    const real* a,
    const real* b,
    const real* kappa,
    const real* shift,
    real* plus,
    real* minus) {
  Split split(a, b, kappa, shift);
  int outputs = s.outputs();
  for (int i = first_element(); i < outputs; i += element_stride()) {
    plus[i] = chain_value(s, split.plus, i);
    minus[i] = chain_value(s, split.minus, i);
  }
}

// gb = kappa (phi'(u + d)^T gPlus - phi'(u - d)^T gMinus) / 2; the same array twice for a split's
// gradient
extern "C" __global__ void children_backward(
    Chain s,
    const real* a,
    const real* b,
    const real* kappa,
    const real* shift,
    const real* gPlus,
    const real* gMinus,
    real* gb) {
  Split split(a, b, kappa, shift);
  Arriving plus = {gPlus};
  Arriving minus = {gMinus};
  int pixels = s.pixels();
  for (int i = first_element(); i < pixels; i += element_stride()) {
    Position at(i, s.height, s.width, s.channels);
    real difference =
        chain_gradient(s, split.plus, plus, at) - chain_gradient(s, split.minus, minus, at);
    gb[i] = difference * (kappa[at.c] * (real)0.5);
  }
}

struct LearnTerms {
  Chain s;
  Split split;
  const real* g;
  const real* h;
  int start;

  __device__ void add(int position, real* run) const {
    int i = start + position * s.channels;
    real dz = split.delta(s, i);
    run[0] += dz * g[i];
    run[1] += dz * h[i];
  }
};

// products = dz . g and rows = dz . h per sample and channel, and the coefficient factor_n^2 rows
// of h in r; grid: channel tiles x samples
extern "C" __global__ void learn_products(
    int tile,
    Chain s,
    const real* a,
    const real* b,
    const real* kappa,
    const real* shift,
    const real* g,
    const real* h,
    const real* factor,
    double* products,
    double* rows,
    real* coefficient) {
  Lanes lanes(tile);
  int n = blockIdx.y;
  int positions = s.global ? 1 : s.windows();
  LearnTerms terms = {
      s, Split(a, b, kappa, shift), g, h, n * positions * s.channels + lanes.channel};
  double totals[2];
  sample_sums<2>(lanes, positions, s.channels, terms, totals);
  if (lanes.lane == 0 && lanes.channel < s.channels) {
    int i = n * s.channels + lanes.channel;
    products[i] = totals[0];
    rows[i] = totals[1];
    coefficient[i] = (real)((double)factor[n] * factor[n] * totals[1]);
  }
}

// r = g + coefficient h where it arrives at a window
struct Learnt {
  Arriving g;
  Arriving h;
  const real* coefficient;

  __device__ real operator()(const Chain& s, int n, int oy, int ox, int c) const {
    return g(s, n, oy, ox, c) + coefficient[n * s.channels + c] * h(s, n, oy, ox, c);
  }
};

extern "C" __global__ void learn_gradient(
    Chain s,
    const real* a,
    const real* b,
    const real* kappa,
    const real* shift,
    const real* g,
    const real* h,
    const real* coefficient,
    real* gb) {
  Split split(a, b, kappa, shift);
  Learnt r = {{g}, {h}, coefficient};
  int pixels = s.pixels();
  for (int i = first_element(); i < pixels; i += element_stride()) {
    Position at(i, s.height, s.width, s.channels);
    real difference = chain_gradient(s, split.plus, r, at) - chain_gradient(s, split.minus, r, at);
    gb[i] = difference * (kappa[at.c] * (real)0.5);
  }
}

struct ScoreTerms {
  Chain s;
  Split split;
  const real* z;
  const real* g;
  int start;

  __device__ void add(int position, real* run) const {
    int i = start + position * s.channels;
    real gi = g[i];
    run[0] += split.delta(s, i) * gi;
    run[1] += z[i] * gi;
    run[2] += gi;
  }
};

// For the gradient number blockIdx.z: out[z][0] = dz . g, out[z][1] = z . g, out[z][2] = sum of g,
// each [N, C]; grid: channel tiles x samples x gradients
extern "C" __global__ void score_products(
    int tile,
    Chain s,
    const real* a,
    const real* b,
    const real* kappa,
    const real* shift,
    const real* z,
    const unsigned long long* gradients,
    double* out) {
  Lanes lanes(tile);
  int n = blockIdx.y;
  int positions = s.global ? 1 : s.windows();
  const real* g = (const real*)gradients[blockIdx.z];
  ScoreTerms terms = {
      s, Split(a, b, kappa, shift), z, g, n * positions * s.channels + lanes.channel};
  double totals[3];
  sample_sums<3>(lanes, positions, s.channels, terms, totals);
  if (lanes.lane == 0 && lanes.channel < s.channels) {
    int units = s.batch * s.channels;
    for (int k = 0; k < 3; k++) {
      out[((size_t)blockIdx.z * 3 + k) * units + n * s.channels + lanes.channel] = totals[k];
    }
  }
}
