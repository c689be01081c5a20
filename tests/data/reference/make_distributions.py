"""Makes distributions.json in this folder: values with 60 digits by mpmath, 40 for noncentral t.

    python make_distributions.py

The central tails are continued fractions and series written out here; mpmath's own betainc loses
digits for large parameters. Takes about three minutes.
"""
import json, itertools, math, mpmath
from mpmath import mp, mpf, exp, log, loggamma, erfc, sqrt
from scipy.optimize import brentq
import scipy.stats as st
mp.dps=60
def ib(x,y,a,b):
    if x > (a+1)/(a+b+2): return 1-ib(y,x,b,a)
    front=exp(a*log(x)+b*log(y)+loggamma(a+b)-loggamma(a)-loggamma(b))/a
    c=mpf(1); d=1/(1-(a+b)*x/(a+1)); h=d
    for m in range(1,400000):
        e=m*(b-m)*x/((a+2*m-1)*(a+2*m)); d=1/(1+e*d); c=1+e/c; h*=c*d
        e=-(a+m)*(a+b+m)*x/((a+2*m)*(a+2*m+1)); d=1/(1+e*d); c=1+e/c; h*=c*d
        if abs(c*d-1)<mpf(10)**-45: break
    else: raise Exception
    return front*h
def f_sf(f,a,b): f,a,b=mpf(f),mpf(a),mpf(b); s=a*f+b; return ib(b/s,a*f/s,b/2,a/2)
def f_cdf(f,a,b): f,a,b=mpf(f),mpf(a),mpf(b); s=a*f+b; return ib(a*f/s,b/s,a/2,b/2)
def t_sf(t,v):
    r=f_sf(mpf(t)**2,1,v)/2
    return r if t>0 else 1-r
def c_sf(x,v):
    a,x=mpf(v)/2,mpf(x)/2
    if x<a+1:
        term=1/a; s=term; k=0
        while term>s*mpf(10)**-50: k+=1; term*=x/(a+k); s+=term
        return 1-exp(a*log(x)-x-loggamma(a))*s
    b=x+1-a; c=mpf(10)**90; d=1/b; h=d
    for m in range(1,400000):
        an=-m*(m-a); b+=2; d=1/(an*d+b); c=b+an/c; h*=c*d
        if abs(c*d-1)<mpf(10)**-45: break
    return exp(a*log(x)-x-loggamma(a))*h
def solve(F,start):
    x=mpf(start)
    for _ in range(30):
        h=x*mpf(10)**-25; s=(F(x+h)-F(x-h))/(2*h); n=x-F(x)/s
        if abs(n-x)<abs(x)*mpf(10)**-24: return n
        x=n
    raise Exception
def t_ppf(p,v): 
    p=mpf(p)
    if p<.5: return -t_ppf(1-p,v)
    c=log(1-p)
    return solve(lambda t: log(t_sf(t,v))-c, st.t.ppf(float(p),v))
def f_ppf(p,a,b):
    p=mpf(p); s=st.f.ppf(float(p),a,b)
    return solve(lambda f: log(f_cdf(f,a,b))-log(p),s) if p<.5 else solve(lambda f: log(f_sf(f,a,b))-log(1-p),s)
def c_ppf(p,v):
    p=mpf(p); s=st.chi2.ppf(float(p),v)
    return solve(lambda x: log(1-c_sf(x,v))-log(p),s) if p<.5 else solve(lambda x: log(c_sf(x,v))-log(1-p),s)
def n_sf(z): return erfc(mpf(z)/sqrt(mpf(2)))/2
def rows(f,*a): return [list(x)+[float(f(*x))] for x in itertools.product(*a)]
def trap(t,v,d,h):
    """The integral over the logarithm of the divisor at even steps h."""
    t,v,d=mpf(t),mpf(v),mpf(d); lc=log(2)+(v/2)*log(v/2)-loggamma(v/2)
    def g(u):
        s=exp(u); return exp(lc+v*u-v*s*s/2)*erfc(-(t*s-d)/sqrt(mpf(2)))/2
    def lg(u):
        s=math.exp(u); z=t*s-d; z=float(z)
        lp= math.log(0.5*math.erfc(-z/2**.5)) if z>-30 else -z*z/2-math.log(-z*(2*math.pi)**.5)
        return float(v)*u-float(v)*s*s/2+lp
    lo,hi=-40.,6.
    for _ in range(100):
        a,b=lo+(hi-lo)*.382,lo+(hi-lo)*.618
        if lg(a)<lg(b): lo=a
        else: hi=b
    m=mpf((lo+hi)/2); S=mpf(0)
    for sg in (1,-1):
        k=0 if sg==1 else 1
        while True:
            x=g(m+sg*k*h); S+=x
            if x<S*mpf(10)**-25: break
            k+=1
    return S*h
def nct(t,v,d):
    h=mpf(1)/mpf(max(math.sqrt(2*v),abs(d)+4))/4; a=trap(t,v,d,h)
    for _ in range(3):
        h/=mpf('1.7'); b=trap(t,v,d,h)
        if abs(a/b-1)<mpf(10)**-18: return b
        a=b
    raise Exception((t,v,d))
def ncp(t,v,p):
    f=lambda d: nct(t,v,d)-p
    g=lambda d: float(st.nct.cdf(t,v,d))-p
    try: x0=brentq(g,t-12-abs(t),t+12+abs(t),xtol=1e-9)
    except Exception: x0=t-float(st.norm.ppf(p))
    x0,x1=mpf(x0),mpf(x0)+mpf('1e-6'); f0,f1=f(x0),f(x1)
    for _ in range(40):
        x2=x1-f1*(x1-x0)/(f1-f0)
        if abs(x2-x1)<mpf(10)**-16*max(1,abs(x2)): return x2
        x0,f0,x1,f1=x1,f1,x2,f(x2)
    raise Exception((t,v,p))

def main():
    out={"tool":"mpmath %s, 60 digits (continued fractions written out); start values of quantiles from scipy %s; noncentral t: even steps in 40 digits, halved until 18 stand"%(mpmath.__version__,__import__('scipy').__version__),
     "columns":"arguments as in the function of the same name, then the value","tolerance_rel":1e-12}
    out["t_upper_tail"]=rows(t_sf,[-3,.001,.5,1.75,1.96,6,12],[1,2,4,7.3,29,93,9999,99999,999999,9999999])
    out["t_quantile"]=rows(t_ppf,[1e-12,.025,.3,.501,.975,.9995],[1,2,4,7.3,29,93,999,9999,99999,999999,9999999])
    F=[(1,1),(1,57),(3,12),(10,3),(29,87),(999,3996),(9999,39996),(99999,399996),(999999,3999996),(999999,59000000),(3,59000000)]
    out["f_upper_tail"]=[[f,a,b,float(f_sf(f,a,b))] for f in (.05,.9,.999,1.0,1.01,1.5,4) for a,b in F if (f-1)**2*min(a,b)<800]
    out["f_quantile"]=[[p,a,b,float(f_ppf(p,a,b))] for p in (1e-6,.025,.5,.9,.975) for a,b in F]
    out["chi_squared_upper_tail"]=[[r*v,v,float(c_sf(r*v,v))] for r in (.01,.5,.99,1,1.05,2,4) for v in (1,2,5,30,57,999,99999) if (r-1)**2*v<900]
    out["chi_squared_quantile"]=rows(c_ppf,[1e-6,.025,.5,.95,.999],[1,2,5,30,57,999,99999])
    out["normal_upper_tail"]=[[z,float(n_sf(z))] for z in (-8,-1.96,-.1,0,.3,1,1.96,5,10,20,37)]
    out["normal_quantile"]=[[p,float(st.norm.ppf(p))] for p in (1e-300,1e-12,.001,.025,.3,.5,.975,.9999)]
    mp.dps=40
    qs=[(t,v,d) for v in (1,2,5,9,39,93,1000,10000) for d in (-37,-5,-.7,0,1,3.3,12,37) for t in sorted({d*.6,d*.95,d*1.05,-2.,.3,d+4})]
    found=[list(map(float,q))+[nct(*q)] for q in qs]
    out["noncentral_t_lower_tail"]=[r[:3]+[float(r[3])] for r in found if r[3]>=mpf(10)**-280][::2]
    out["noncentrality"]=[[t,v,p,round(float(ncp(t,v,p)),17)] for t in (-4.7759,-.3,0,1.7,5.5,14.0) for v in (2,4,19,93,998) for p in (.025,.5,.975)]
    items=list(out.items())
    s='{\n'
    for i,(k,v) in enumerate(items):
        end=',' if i+1<len(items) else ''
        if isinstance(v,list): s+=' %s: [\n'%json.dumps(k)+',\n'.join('  '+json.dumps(r) for r in v)+'\n ]'+end+'\n'
        else: s+=' %s: %s%s\n'%(json.dumps(k),json.dumps(v),end)
    open('distributions.json','w').write(s+'}\n')

if __name__ == "__main__":
    main()
