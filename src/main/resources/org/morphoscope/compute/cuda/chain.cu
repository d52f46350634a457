// The chain phi between a convolution's output a and the next input z: an affine map per channel,
// ReLU, pooling, each position computed from a on the fly.

// Codes of activations; 0 is none.
const int RELU = 1;
const int RELU6 = 2;
const int LEAKY_RELU = 3;
const int SILU = 4;

// Codes of pooling; 1 is the maximum.
const int NONE = 0;
const int AVERAGE = 2;

__device__ inline real sigmoid(real u) { return 1 / (1 + exp(-u)); }

// outHeight and outWidth count the windows; with `global` their average is taken, so a plain global
// average is pooling NONE with `global`.
struct Chain {
  int batch;
  int height;
  int width;
  int channels;
  int activation;
  int pooling;
  int window;
  int stride;
  int outHeight;
  int outWidth;
  int global;
  int padTop;
  int padLeft;
  int slopeHigh;
  int slopeLow;

  __device__ int pixels() const { return batch * height * width * channels; }

  __device__ int windows() const { return outHeight * outWidth; }

  __device__ int outputs() const {
    return batch * (global ? 1 : windows()) * channels;
  }

  __device__ int index(int n, int y, int x, int c) const {
    return ((n * height + y) * width + x) * channels + c;
  }

  // Of a leaky ReLU, below 0.
  __device__ real slope() const { return (real)__hiloint2double(slopeHigh, slopeLow); }

  // Not a maximum with 0, which would hide the NaN of a diverged net.
  __device__ real activate(real u) const {
    if (activation == 0) {
      return u;
    }
    if (activation == SILU) {
      return u * sigmoid(u);
    }
    if (!(u > 0)) {
      return activation == LEAKY_RELU ? u * slope() : u * 0;
    }
    return activation == RELU6 && u > 6 ? (real)6 : u;
  }

  // phi'(u): what of a gradient the activation lets through.
  __device__ real passed(real u) const {
    if (activation == SILU) {
      real s = sigmoid(u);
      return s * fma(u, 1 - s, (real)1);
    }
    if (activation == LEAKY_RELU) {
      return u > 0 ? (real)1 : slope();
    }
    return activation == 0 || (u > 0 && (activation == RELU || u < 6)) ? 1 : 0;
  }

  // What a maximum compares: behind SiLU, which falls and rises, the values, else u itself.
  __device__ real rank(real u) const { return activation == SILU ? activate(u) : u; }

  // Whether a position, which a padded window may reach beyond, is in the image.
  __device__ bool inside(int y, int x) const {
    return y >= 0 && y < height && x >= 0 && x < width;
  }
};

// Position of an element of [N, H, W, C].
struct Position {
  int n;
  int y;
  int x;
  int c;

  __device__ Position(int i, int height, int width, int channels) {
    unsigned pixel = (unsigned)i / (unsigned)channels;
    c = i - (int)pixel * channels;
    unsigned row = pixel / (unsigned)width;
    x = (int)(pixel - row * width);
    unsigned image = row / (unsigned)height;
    y = (int)(row - image * height);
    n = (int)image;
  }
};

// u = kappa a + shift
struct Affine {
  const real* a;
  const real* kappa;
  const real* shift;

  __device__ real operator()(int i, int c) const { return fma(a[i], kappa[c], shift[c]); }
};

// u + d or u - d with d = kappa b: a child of a split
struct Child {
  const real* a;
  const real* b;
  const real* kappa;
  const real* shift;
  real sign;

  __device__ real operator()(int i, int c) const {
    return fma(a[i], kappa[c], shift[c]) + sign * (b[i] * kappa[c]);
  }
};

template <class U>
__device__ inline real window_value(const Chain& s, const U& u, int n, int oy, int ox, int c) {
  if (s.pooling == NONE) {
    return s.activate(u(s.index(n, oy, ox, c), c));
  }
  real result = 0;
  bool first = true;
  for (int dy = 0; dy < s.window; dy++) {
    for (int dx = 0; dx < s.window; dx++) {
      int y = oy * s.stride - s.padTop + dy;
      int x = ox * s.stride - s.padLeft + dx;
      if (!s.inside(y, x)) {
        continue;
      }
      real r = s.activate(u(s.index(n, y, x, c), c));
      if (s.pooling == AVERAGE) {
        result += r;
      } else if (first || r > result || r != r) {
        // NaN is taken and then kept
        result = r;
      }
      first = false;
    }
  }
  return s.pooling == AVERAGE ? result / (s.window * s.window) : result;
}

// z at the element with the given index of z
template <class U>
__device__ inline real chain_value(const Chain& s, const U& u, int i) {
  if (!s.global) {
    Position o(i, s.outHeight, s.outWidth, s.channels);
    return window_value(s, u, o.n, o.y, o.x, o.c);
  }
  int n = i / s.channels;
  int c = i - n * s.channels;
  real sum = 0;
  for (int oy = 0; oy < s.outHeight; oy++) {
    for (int ox = 0; ox < s.outWidth; ox++) {
      sum += window_value(s, u, n, oy, ox, c);
    }
  }
  return sum / s.windows();
}

// The gradient that arrives at a window.
struct Arriving {
  const real* gz;

  __device__ real operator()(const Chain& s, int n, int oy, int ox, int c) const {
    return s.global
        ? gz[n * s.channels + c] / s.windows()
        : gz[((n * s.outHeight + oy) * s.outWidth + ox) * s.channels + c];
  }
};

// Whether `own`, the rank at (y, x), is the first maximum, row by row, of a window.
template <class U>
__device__ inline bool first_maximum(
    const Chain& s, const U& u, real own, int n, int y, int x, int oy, int ox, int c) {
  int top = oy * s.stride - s.padTop;
  int left = ox * s.stride - s.padLeft;
  for (int wy = top; wy < top + s.window; wy++) {
    for (int wx = left; wx < left + s.window; wx++) {
      if ((wy == y && wx == x) || !s.inside(wy, wx)) {
        continue;
      }
      real other = s.rank(u(s.index(n, wy, wx, c), c));
      bool before = wy < y || (wy == y && wx < x);
      if (other > own || (before && other == own)) {
        return false;
      }
    }
  }
  return true;
}

// gu = phi'(u)^T gz at one position: what all windows over it send back. ReLU'(0) = 0, ReLU6'(6) =
// 0.
template <class U, class G>
__device__ inline real chain_gradient(const Chain& s, const U& u, const G& g, Position p) {
  real own = u(s.index(p.n, p.y, p.x, p.c), p.c);
  real passed = s.passed(own);
  if (passed == 0) {
    return 0;
  }
  if (s.pooling == NONE) {
    return passed * g(s, p.n, p.y, p.x, p.c);
  }
  own = s.rank(own);
  int reach = s.window - s.stride;
  // counted from the first row and column of the padding
  int y = p.y + s.padTop;
  int x = p.x + s.padLeft;
  int fromY = y < s.window ? 0 : (y - reach) / s.stride;
  int fromX = x < s.window ? 0 : (x - reach) / s.stride;
  real sum = 0;
  for (int oy = fromY; oy < s.outHeight && oy * s.stride <= y; oy++) {
    if (y >= oy * s.stride + s.window) {
      continue;
    }
    for (int ox = fromX; ox < s.outWidth && ox * s.stride <= x; ox++) {
      if (x >= ox * s.stride + s.window) {
        continue;
      }
      if (s.pooling == AVERAGE || first_maximum(s, u, own, p.n, p.y, p.x, oy, ox, p.c)) {
        sum += g(s, p.n, oy, ox, p.c);
      }
    }
  }
  return passed * (s.pooling == AVERAGE ? sum / (s.window * s.window) : sum);
}

extern "C" __global__ void chain_forward(
    Chain s, const real* a, const real* kappa, const real* shift, real* z) {
  Affine u = {a, kappa, shift};
  int outputs = s.outputs();
  for (int i = first_element(); i < outputs; i += element_stride()) {
    z[i] = chain_value(s, u, i);
  }
}

// ga = p gu + q a + r; without q and r (null) ga = p gu. `values` is what ga is computed from: a
// itself, or a copy where ga overwrites a and windows look at neighbours.
extern "C" __global__ void chain_backward(
    Chain s,
    const real* values,
    const real* kappa,
    const real* shift,
    const real* gz,
    const real* p,
    const real* q,
    const real* r,
    real* ga) {
  Affine u = {values, kappa, shift};
  Arriving g = {gz};
  int pixels = s.pixels();
  for (int i = first_element(); i < pixels; i += element_stride()) {
    Position at(i, s.height, s.width, s.channels);
    real gu = chain_gradient(s, u, g, at);
    ga[i] = q == 0 ? gu * p[at.c] : fma(gu, p[at.c], fma(values[i], q[at.c], r[at.c]));
  }
}
