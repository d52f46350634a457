# Writes foreign.onnx with the onnx package (1.23): a file in the way other programs write them
# (bias before BatchNorm, automatic padding, numbers as lists, constants as nodes and as inputs, a
# scaled Gemm). OnnxReaderTest expects onnxruntime 1.20's logits. The package's own reference
# evaluator gives others: it mixes batch statistics into BatchNormalization of operator set 9-13.
import numpy as np, onnx
from onnx import helper as h, TensorProto as T, numpy_helper as nh
r=np.random.default_rng(5)
f=lambda *s:(r.normal(size=s)*0.5).astype(np.float32)
P={}
def par(n,a,raw=True):
    P[n]= nh.from_array(a,n) if raw else h.make_tensor(n, T.FLOAT, a.shape, a.flatten().tolist())
par('w1',f(4,3,3,3),False); par('b1',f(4)); par('g1',1+f(4)*.3,False); par('s1',f(4)); par('m1',f(4)); par('v1',np.abs(f(4))+.5)
par('w2',f(4,1,3,3),False); par('b2',f(4),False)
par('w3',f(4,4,1,1)); par('fc',f(4*2*2,6)); par('c',f(6),False); par('out',f(6,3)); 
nodes=[
 h.make_node('Conv',['img','w1','b1'],['a'],name='/conv1/Conv',auto_pad='SAME_UPPER',strides=[1,1],kernel_shape=[3,3]),
 h.make_node('BatchNormalization',['a','g1','s1','m1','v1'],['b'],name='/bn1/BN',epsilon=1e-3),
 h.make_node('Relu',['b'],['c1']),
 h.make_node('Conv',['c1','w2','b2'],['d'],name='/dw/Conv',group=4,pads=[1,1,1,1]),
 h.make_node('Conv',['d','w3'],['e'],name='/pw/Conv'),
 h.make_node('Add',['c1','e'],['s']),
 h.make_node('MaxPool',['s'],['p'],kernel_shape=[2,2],strides=[2,2]),
 h.make_node('AveragePool',['p'],['q'],kernel_shape=[2,2],strides=[2,2],auto_pad='VALID'),
 h.make_node('Constant',[],['shape'],value=h.make_tensor('v',T.INT64,[2],[1,-1])),
 h.make_node('Reshape',['q','shape'],['fl'],name='/Reshape'),
 h.make_node('Identity',['fl'],['fl2']),
 h.make_node('Gemm',['fl2','fc','c'],['h1'],name='/fc/Gemm',alpha=0.5,beta=2.0),
 h.make_node('Relu',['h1'],['h2']),
 h.make_node('Dropout',['h2'],['h3']),
 h.make_node('Gemm',['h3','out'],['logits'],name='/out/Gemm'),
]
img=h.make_tensor_value_info('img',T.FLOAT,[1,3,8,8])
ins=[img]+[h.make_tensor_value_info(n,t.data_type,t.dims) for n,t in P.items()]
g=h.make_graph(nodes,'foreign',ins,[h.make_tensor_value_info('logits',T.FLOAT,[1,3])],list(P.values()))
mm=h.make_model(g,opset_imports=[h.make_opsetid('',13)],ir_version=7,producer_name='onnx.helper')
onnx.checker.check_model(mm,full_check=True)
onnx.save(mm,'foreign.onnx')
