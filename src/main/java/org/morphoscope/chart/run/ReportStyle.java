package org.morphoscope.chart.run;

/** The style sheet of reports. */
final class ReportStyle {
  static final String CSS =
      """
      body{font:15px/1.45 Roboto,Arial,sans-serif;color:#111;background:#fff;max-width:52rem;
        margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;font-weight:500;margin:0 0 .5rem}
      h2{font-size:1.15rem;font-weight:500;border-bottom:1px solid #bbb;margin:2rem 0 .8rem}
      h3{font-size:1rem;font-weight:500;margin:1rem 0 .3rem}
      b{font-weight:500}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;font-size:.9rem}
      dt{color:#555}
      dd{margin:0;overflow-wrap:anywhere}
      figure{margin:1.2rem 0 2rem;break-inside:avoid}
      figure svg{max-width:100%;height:auto;display:block}
      figcaption{font-size:.85rem;color:#333;margin-top:.4rem}
      .wide{overflow-x:auto}
      table{border-collapse:collapse;font-size:.78rem;font-variant-numeric:tabular-nums}
      th,td{padding:.2rem .5rem;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}
      th{font-weight:500;border-bottom:1.5px solid #555}
      .n{text-align:right}
      td.n{white-space:nowrap}
      ul{margin:.2rem 0;padding-left:1.2rem;font-size:.9rem}
      .none{color:#555}
      @page{margin:15mm}
      @media print{
        body{max-width:none;margin:0;padding:0;font-size:10pt}
        h2,h3{break-after:avoid}
        tr{break-inside:avoid}
        .wide{overflow:visible}
        table{font-size:5.6pt}
        th,td{padding:.15rem .25rem}
      }
      """;

  private ReportStyle() {}
}
