//! Waking the thread of JavaScript: one threadsafe function per border. It keeps the process alive only while it is
//! held, that is while something is pending.

use std::ffi::c_void;
use std::ptr;

use napi::bindgen_prelude::{Function, JsValue, Result, check_status};
use napi::{Env, sys};

pub struct Wake(sys::napi_threadsafe_function);

// SAFETY: being called from any thread is what a threadsafe function is for.
unsafe impl Send for Wake {}

impl Wake {
    pub fn new(env: &Env, callback: &Function<'_, (), ()>) -> Result<Self> {
        let mut name = ptr::null_mut();
        let mut wake = ptr::null_mut();
        // SAFETY: the environment is the current one; names and out-parameters live through the calls.
        unsafe {
            let text = c"sequelize";
            check_status!(sys::napi_create_string_utf8(env.raw(), text.as_ptr(), 9, &mut name))?;
            check_status!(sys::napi_create_threadsafe_function(
                env.raw(),
                callback.raw(),
                ptr::null_mut(),
                name,
                0,
                1,
                ptr::null_mut(),
                None,
                ptr::null_mut(),
                Some(call),
                &mut wake,
            ))?;
            check_status!(sys::napi_unref_threadsafe_function(env.raw(), wake))?;
        }
        Ok(Self(wake))
    }

    /// Calls JavaScript soon. A failure means that the environment is going away.
    pub fn ring(&self) {
        // SAFETY: the function is not released before `self` is dropped.
        unsafe { sys::napi_call_threadsafe_function(self.0, ptr::null_mut(), sys::ThreadsafeFunctionCallMode::nonblocking) };
    }

    /// While held, the process stays alive.
    pub fn hold(&self, env: &Env) {
        // SAFETY: as above, on the thread of the environment.
        unsafe { sys::napi_ref_threadsafe_function(env.raw(), self.0) };
    }

    pub fn let_go(&self, env: &Env) {
        // SAFETY: as above.
        unsafe { sys::napi_unref_threadsafe_function(env.raw(), self.0) };
    }

    /// Gives the function back. Not to be called once the environment is being torn down: it is gone then.
    pub fn release(self) {
        // SAFETY: nobody has the function after this.
        unsafe { sys::napi_release_threadsafe_function(self.0, sys::ThreadsafeFunctionReleaseMode::release) };
    }
}

/// Runs on the thread of JavaScript; the environment is null while it is torn down.
unsafe extern "C" fn call(env: sys::napi_env, callback: sys::napi_value, _: *mut c_void, _: *mut c_void) {
    if env.is_null() || callback.is_null() {
        return;
    }
    let (mut receiver, mut result) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: environment and callback are valid here. The callback does not throw.
    unsafe {
        sys::napi_get_undefined(env, &mut receiver);
        sys::napi_call_function(env, receiver, callback, 0, ptr::null(), &mut result);
    }
}
