package org.morphoscope.compute.kernels;

import java.util.Arrays;
import org.morphoscope.net.Activation;

/** The arithmetic of {@link Kernels} as plain loops in double precision: slow, short, obvious. */
final class NaiveKernels {
  private NaiveKernels() {}

  /** {@code a = w * x}. */
  static double[] convolve(ConvShape s, double[] x, double[] w) {
    double[] a = new double[s.batch() * s.outHeight() * s.outWidth() * s.outChannels()];
    eachProduct(s, (ix, iw, ia) -> a[ia] += x[ix] * w[iw]);
    return a;
  }

  static double[] convolveBackwardData(ConvShape s, double[] w, double[] ga) {
    double[] gx = new double[s.batch() * s.inHeight() * s.inWidth() * s.inChannels()];
    eachProduct(s, (ix, iw, ia) -> gx[ix] += w[iw] * ga[ia]);
    return gx;
  }

  static double[] convolveBackwardWeights(ConvShape s, double[] x, double[] ga) {
    double[] gw =
        new double[s.outChannels() * (s.inChannels() / s.groups()) * s.kernel() * s.kernel()];
    eachProduct(s, (ix, iw, ia) -> gw[iw] += x[ix] * ga[ia]);
    return gw;
  }

  private interface Product {
    void at(int x, int w, int a);
  }

  private static void eachProduct(ConvShape s, Product product) {
    int k = s.kernel();
    int in = s.inChannels();
    int out = s.outChannels();
    for (int n = 0; n < s.batch(); n++) {
      for (int oy = 0; oy < s.outHeight(); oy++) {
        for (int ox = 0; ox < s.outWidth(); ox++) {
          for (int dy = 0; dy < k; dy++) {
            for (int dx = 0; dx < k; dx++) {
              int y = oy * s.stride() + dy - s.pad().top();
              int x = ox * s.stride() + dx - s.pad().left();
              if (y < 0 || x < 0 || y >= s.inHeight() || x >= s.inWidth()) {
                continue;
              }
              int pixel = ((n * s.inHeight() + y) * s.inWidth() + x) * in;
              int target = ((n * s.outHeight() + oy) * s.outWidth() + ox) * out;
              for (int o = 0; o < out; o++) {
                int read = in / s.groups();
                int first = s.groups() > 1 ? o : 0;
                for (int i = 0; i < read; i++) {
                  product.at(pixel + first + i, ((o * read + i) * k + dy) * k + dx, target + o);
                }
              }
            }
          }
        }
      }
    }
  }

  /** {@code kappa v + shift} per channel. */
  static double[] affine(double[] v, double[] kappa, double[] shift) {
    double[] u = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      int c = i % kappa.length;
      u[i] = kappa[c] * v[i] + shift[c];
    }
    return u;
  }

  /** {@code phi(u)}. */
  static double[] chain(ChainShape s, double[] u) {
    int c = s.channels();
    double[] z = new double[s.batch() * s.outHeight() * s.outWidth() * c];
    eachWindow(
        s,
        (inputs, output) -> {
          double sum = 0;
          double max = Double.NEGATIVE_INFINITY;
          for (int i : inputs) {
            double r = activated(s, u[i]);
            sum += r;
            max = Math.max(max, r);
          }
          z[output] = s.pooling() == ChainShape.Pooling.MAX ? max : sum / inputs.length;
        });
    return z;
  }

  private static double activated(ChainShape s, double u) {
    return switch (s.activation().kind()) {
      case NONE -> u;
      case RELU -> Math.max(u, 0);
      case RELU6 -> Math.min(Math.max(u, 0), 6);
      case LEAKY_RELU -> u > 0 ? u : s.activation().slope() * u;
      case SILU -> u / (1 + Math.exp(-u));
    };
  }

  /** {@code phi'(u)}. */
  private static double slope(ChainShape s, double u) {
    double sigmoid = 1 / (1 + Math.exp(-u));
    return switch (s.activation().kind()) {
      case NONE -> 1;
      case RELU -> u > 0 ? 1 : 0;
      case RELU6 -> u > 0 && u < 6 ? 1 : 0;
      case LEAKY_RELU -> u > 0 ? 1 : s.activation().slope();
      case SILU -> sigmoid + u * sigmoid * (1 - sigmoid);
    };
  }

  /** {@code gu = phi'(u)^T gz}. */
  static double[] chainBackward(ChainShape s, double[] u, double[] gz) {
    double[] gu = new double[u.length];
    eachWindow(
        s,
        (inputs, output) -> {
          if (s.pooling() == ChainShape.Pooling.MAX) {
            int best = inputs[0];
            for (int i : inputs) {
              best = ranked(s, u[i]) > ranked(s, u[best]) ? i : best;
            }
            gu[best] += gz[output];
          } else {
            for (int i : inputs) {
              gu[i] += gz[output] / inputs.length;
            }
          }
        });
    for (int i = 0; i < u.length; i++) {
      gu[i] *= slope(s, u[i]);
    }
    return gu;
  }

  /** SiLU falls before it rises: there the largest value is not that of the largest u. */
  private static double ranked(ChainShape s, double u) {
    return s.activation().equals(Activation.SILU) ? activated(s, u) : u;
  }

  private interface Window {
    void at(int[] inputs, int output);
  }

  private static void eachWindow(ChainShape s, Window window) {
    boolean global = s.pooling() == ChainShape.Pooling.GLOBAL;
    boolean none = s.pooling() == ChainShape.Pooling.NONE;
    int kh = global ? s.height() : none ? 1 : s.window();
    int kw = global ? s.width() : none ? 1 : s.window();
    int step = global || none ? 1 : s.stride();
    int[] whole = new int[kh * kw];
    int output = 0;
    for (int n = 0; n < s.batch(); n++) {
      for (int oy = 0; oy < s.outHeight(); oy++) {
        for (int ox = 0; ox < s.outWidth(); ox++) {
          for (int c = 0; c < s.channels(); c++) {
            int count = 0;
            for (int i = 0; i < whole.length; i++) {
              int y = oy * step + i / kw - s.pad().top();
              int x = ox * step + i % kw - s.pad().left();
              if (y >= 0 && x >= 0 && y < s.height() && x < s.width()) {
                whole[count++] = ((n * s.height() + y) * s.width() + x) * s.channels() + c;
              }
            }
            window.at(Arrays.copyOf(whole, count), output++);
          }
        }
      }
    }
  }

  static double[] splitDelta(ChainShape s, double[] a, double[] b, double[] kappa, double[] shift) {
    double[] u = affine(a, kappa, shift);
    double[] d = affine(b, kappa, new double[kappa.length]);
    double[] dz = combine(0.5, chain(s, combine(1, u, 1, d)), 0.5, chain(s, combine(1, u, -1, d)));
    return combine(1, dz, -1, chain(s, u));
  }

  static double[] splitGradient(
      ChainShape s, double[] a, double[] b, double[] kappa, double[] shift, double[] r) {
    double[] u = affine(a, kappa, shift);
    double[] d = affine(b, kappa, new double[kappa.length]);
    double[] plus = chainBackward(s, combine(1, u, 1, d), r);
    double[] minus = chainBackward(s, combine(1, u, -1, d), r);
    return affine(combine(0.5, plus, -0.5, minus), kappa, new double[kappa.length]);
  }

  /** {@code p v + q w}. */
  static double[] combine(double p, double[] v, double q, double[] w) {
    double[] sum = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      sum[i] = p * v[i] + q * w[i];
    }
    return sum;
  }

  /** Per channel, the sum of {@code (v - originV)(w - originW)}. */
  static double[] crossMoment(double[] v, double[] originV, double[] w, double[] originW) {
    double[] sum = new double[originV.length];
    for (int i = 0; i < v.length; i++) {
      int c = i % sum.length;
      sum[c] += (v[i] - originV[c]) * (w[i] - originW[c]);
    }
    return sum;
  }

  /** {@code out[n, c] = sum over positions v w}. */
  static double[] innerProducts(int batch, int channels, double[] v, double[] w) {
    double[] out = new double[batch * channels];
    int sample = v.length / batch;
    for (int i = 0; i < v.length; i++) {
      out[i / sample * channels + i % channels] += v[i] * w[i];
    }
    return out;
  }
}
