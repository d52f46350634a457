// Depthwise convolutions: every channel has its own filter, w [C, 1, k, k].

extern "C" __global__ void depthwise(Conv s, const real* x, const real* w, real* a) {
  int channels = s.outChannels;
  int outputs = s.batch * s.outHeight * s.outWidth * channels;
  for (int i = first_element(); i < outputs; i += element_stride()) {
    Position o(i, s.outHeight, s.outWidth, channels);
    real sum = 0;
    for (int dy = 0; dy < s.kernel; dy++) {
      int py = o.y * s.stride + dy - s.padTop;
      for (int dx = 0; dx < s.kernel; dx++) {
        int px = o.x * s.stride + dx - s.padLeft;
        if (py >= 0 && py < s.inHeight && px >= 0 && px < s.inWidth) {
          real v = x[((o.n * s.inHeight + py) * s.inWidth + px) * channels + o.c];
          sum = fma(v, w[(o.c * s.kernel + dy) * s.kernel + dx], sum);
        }
      }
    }
    a[i] = sum;
  }
}

extern "C" __global__ void depthwise_backward_data(
    Conv s, const real* ga, const real* w, real* gx) {
  int channels = s.inChannels;
  int inputs = s.batch * s.inHeight * s.inWidth * channels;
  for (int i = first_element(); i < inputs; i += element_stride()) {
    Position p(i, s.inHeight, s.inWidth, channels);
    real sum = 0;
    for (int dy = 0; dy < s.kernel; dy++) {
      int oy = p.y + s.padTop - dy;
      for (int dx = 0; dx < s.kernel; dx++) {
        int ox = p.x + s.padLeft - dx;
        if (oy < 0 || ox < 0 || oy % s.stride != 0 || ox % s.stride != 0) {
          continue;
        }
        int wy = oy / s.stride;
        int wx = ox / s.stride;
        if (wy < s.outHeight && wx < s.outWidth) {
          real v = ga[((p.n * s.outHeight + wy) * s.outWidth + wx) * channels + p.c];
          sum = fma(v, w[(p.c * s.kernel + dy) * s.kernel + dx], sum);
        }
      }
    }
    gx[i] = sum;
  }
}

struct DepthwiseTerms {
  Conv s;
  const real* x;
  const real* ga;
  int c;
  int tapY;
  int tapX;

  __device__ void add(int row, real* run) const {
    Position o(row, s.outHeight, s.outWidth, 1);
    int py = o.y * s.stride + tapY;
    int px = o.x * s.stride + tapX;
    if (py >= 0 && py < s.inHeight && px >= 0 && px < s.inWidth) {
      real v = x[((o.n * s.inHeight + py) * s.inWidth + px) * s.inChannels + c];
      run[0] = fma(v, ga[row * s.outChannels + c], run[0]);
    }
  }
};

// partial[slice][c][tap]; grid: channel tiles x slices x taps
extern "C" __global__ void depthwise_backward_weights(
    int tile, Conv s, const real* x, const real* ga, real* partial) {
  Lanes lanes(tile);
  Slice slice(s.batch * s.outHeight * s.outWidth);
  int tap = blockIdx.z;
  int taps = s.kernel * s.kernel;
  int channels = s.outChannels;
  DepthwiseTerms terms = {
      s, x, ga, lanes.channel, tap / s.kernel - s.padTop, tap % s.kernel - s.padLeft};
  double sum;
  int end = lanes.channel < channels ? slice.end : 0;
  run_sums<1>(slice.first + lanes.lane, end, lanes.count, terms, &sum);
  double total = lanes.total(sum);
  if (lanes.lane == 0 && lanes.channel < channels) {
    partial[(size_t)blockIdx.y * channels * taps + lanes.channel * taps + tap] = (real)total;
  }
}
