// Elementwise kernels and the optimisers.

extern "C" __global__ void axpy(int length, real factor, const real* source, real* target) {
  for (int i = first_element(); i < length; i += element_stride()) {
    target[i] += factor * source[i];
  }
}

extern "C" __global__ void add(int length, const real* v, const real* w, real* out) {
  for (int i = first_element(); i < length; i += element_stride()) {
    out[i] = v[i] + w[i];
  }
}

extern "C" __global__ void multiply(int length, const real* factor, real* target) {
  for (int i = first_element(); i < length; i += element_stride()) {
    target[i] *= factor[i];
  }
}

// dz = (plus + minus) / 2 - z, in this order to lose few digits
extern "C" __global__ void children_delta(
    int length, const real* plus, const real* minus, const real* z, real* dz) {
  for (int i = first_element(); i < length; i += element_stride()) {
    dz[i] = ((plus[i] + minus[i]) - 2 * z[i]) * (real)0.5;
  }
}

// r[n, h, w, c] += coefficient[n, c] v[n, h, w, c]
extern "C" __global__ void add_scaled(
    int length, int sample, int channels, const real* coefficient, const real* v, real* r) {
  for (int i = first_element(); i < length; i += element_stride()) {
    r[i] += coefficient[i / sample * channels + i % channels] * v[i];
  }
}

// target += rows^T coefficient
extern "C" __global__ void add_rows(
    int count, int length, const real* rows, const real* coefficient, real* target) {
  for (int i = first_element(); i < length; i += element_stride()) {
    real sum = 0;
    for (int n = 0; n < count; n++) {
      sum += coefficient[n] * rows[n * length + i];
    }
    target[i] += sum;
  }
}

extern "C" __global__ void momentum_step(
    int length,
    real* weight,
    const real* gradient,
    real* velocity,
    real rate,
    real momentum,
    real weightDecay) {
  for (int i = first_element(); i < length; i += element_stride()) {
    real v = momentum * velocity[i] + (gradient[i] + weightDecay * weight[i]);
    velocity[i] = v;
    weight[i] -= rate * v;
  }
}

extern "C" __global__ void adam_step(
    int length,
    real* weight,
    const real* gradient,
    real* m,
    real* v,
    real rate,
    real beta1,
    real beta2,
    real rest1,
    real rest2,
    real epsilon,
    real weightDecay) {
  for (int i = first_element(); i < length; i += element_stride()) {
    real g = gradient[i] + weightDecay * weight[i];
    real first = beta1 * m[i] + rest1 * g;
    real second = beta2 * v[i] + rest2 * (g * g);
    m[i] = first;
    v[i] = second;
    weight[i] -= rate * first / (sqrt(second) + epsilon);
  }
}
