//! The device's one record of following, in IndexedDB, with a mirror in Cache Storage.
//!
//! A change is one transaction: read, compute, write, with nothing awaited in between (a
//! transaction ends when one waits). Every call opens the database and closes it: a kept handle
//! would block another tab's upgrade, and iOS kills connections under a page.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Cache, CacheStorage, IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, Response,
};

/// The object store.
const STORE: &str = "personal";
/// The key of the record in it.
const KEY: &str = "following";
/// The mirror's address in its cache. It is never asked for over the network.
const MIRROR: &str = "following.json";
/// Longest wait for the database, in milliseconds: some never answer.
const PATIENCE: i32 = 4_000;

/// That the device keeps nothing here: private mode, no room, a database that does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// A change: from the old bytes to the new ones, or to `None` where they stay.
pub type How = dyn Fn(Option<&[u8]>) -> Option<Vec<u8>>;

/// Where a town's record lies. Towns may share an origin: the base path is part of every name.
#[derive(Clone, Debug)]
pub struct Store {
    base: String,
}

impl Store {
    /// That of the app under a base path, which ends with a slash.
    pub fn new(base: impl Into<String>) -> Self {
        Self { base: base.into() }
    }

    /// Reads what lies there; from the mirror where the database has nothing.
    ///
    /// # Errors
    /// If the device does not let us read.
    pub async fn read(&self) -> Result<Option<Vec<u8>>, Refused> {
        let found = Rc::new(RefCell::new(None));
        let out = found.clone();
        let read = move |old: Option<&[u8]>| {
            *out.borrow_mut() = old.map(<[u8]>::to_vec);
            None
        };
        self.change(Rc::new(read)).await?;
        Ok(found.take())
    }

    /// Changes what lies there in one transaction: `how` gets the old bytes and gives the new ones,
    /// or `None` to leave them. It may be called a second time if the connection was lost, but
    /// then the first time had no effect.
    ///
    /// # Errors
    /// If the device does not let us write.
    pub async fn change(&self, how: Rc<How>) -> Result<(), Refused> {
        let mirror = self.mirror().await;
        let mut written = self.attempt(how.clone(), mirror.clone()).await;
        if written.is_err() {
            written = self.attempt(how, mirror).await;
        }
        if let Some(bytes) = written? {
            self.reflect(&bytes).await;
        }
        Ok(())
    }

    /// Puts unreadable bytes aside under a key of their own, and takes them out of the way.
    ///
    /// # Errors
    /// If the device does not let us write.
    pub async fn put_aside(&self, stamp: &str) -> Result<(), Refused> {
        let db = self.open().await?;
        let store = transaction(&db)?.1;
        let aside = format!("{KEY}-{stamp}");
        let done = on_success(&store.get(&KEY.into()).map_err(|_| Refused)?, {
            let store = store.clone();
            move |value| {
                // What fails here aborts the transaction, and all stays as it was.
                let kept = store.put_with_key(&value, &aside.as_str().into());
                let _ = kept.and_then(|_| store.delete(&KEY.into()));
            }
        });
        let ended = settled(&store.transaction()).await;
        db.close();
        drop(done);
        if let Some(cache) = self.cache().await {
            let _ = JsFuture::from(cache.delete_with_str(MIRROR)).await;
        }
        ended
    }

    /// Deletes everything, mirror and what was put aside too.
    pub async fn clear(&self) -> bool {
        if let Some(caches) = caches() {
            let _ = JsFuture::from(caches.delete(&self.cache_name())).await;
        }
        let Ok(db) = self.open().await else {
            return false;
        };
        let Ok((transaction, store)) = transaction(&db) else {
            return false;
        };
        let cleared = store.clear().is_ok() && settled(&transaction).await.is_ok();
        db.close();
        cleared
    }

    async fn attempt(
        &self,
        how: Rc<How>,
        mirror: Option<Vec<u8>>,
    ) -> Result<Option<Vec<u8>>, Refused> {
        let db = self.open().await?;
        let Ok((transaction, store)) = transaction(&db) else {
            db.close();
            return Err(Refused);
        };
        let written = Rc::new(RefCell::new(None));
        let request = store.get(&KEY.into()).map_err(|_| Refused)?;
        let done = on_success(&request, {
            let written = written.clone();
            move |value| {
                let lies = value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
                let new = how(lies.as_deref().or(mirror.as_deref()));
                if let Some(bytes) = &new {
                    let put = store.put_with_key(&Uint8Array::from(&bytes[..]), &KEY.into());
                    if put.is_err() {
                        let _ = store.transaction().abort();
                    }
                }
                *written.borrow_mut() = new;
            }
        });
        let ended = settled(&transaction).await;
        db.close();
        drop(done);
        ended.map(|()| written.take())
    }

    async fn open(&self) -> Result<IdbDatabase, Refused> {
        let factory = global("indexedDB").ok_or(Refused)?;
        let factory: IdbFactory = factory.dyn_into().map_err(|_| Refused)?;
        let name = format!("gongkai {}", self.base);
        let request = factory.open_with_u32(&name, 1).map_err(|_| Refused)?;
        let made = request.clone();
        let upgrade = Closure::<dyn Fn()>::new(move || {
            if let Ok(db) = made.result()
                && let Ok(db) = db.dyn_into::<IdbDatabase>()
            {
                let _ = db.create_object_store(STORE);
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = timely(opened(&request)).await?;
        request.set_onupgradeneeded(None);
        opened.dyn_into().map_err(|_| Refused)
    }

    fn cache_name(&self) -> String {
        format!("gongkai-personal {}", self.base)
    }

    async fn cache(&self) -> Option<Cache> {
        let opened = JsFuture::from(caches()?.open(&self.cache_name())).await;
        opened.ok()?.dyn_into().ok()
    }

    async fn mirror(&self) -> Option<Vec<u8>> {
        let cache = self.cache().await?;
        let found = JsFuture::from(cache.match_with_str(MIRROR)).await.ok()?;
        let response: Response = found.dyn_into().ok()?;
        let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }

    /// Writes the mirror. Where that fails the database still has it.
    async fn reflect(&self, bytes: &[u8]) {
        let body = Uint8Array::from(bytes);
        if let (Some(cache), Ok(response)) = (
            self.cache().await,
            Response::new_with_opt_buffer_source(Some(&body)),
        ) {
            let _ = JsFuture::from(cache.put_with_str(MIRROR, &response)).await;
        }
    }
}

/// A property of the global object, of page and worker alike.
pub fn global(name: &str) -> Option<JsValue> {
    let value = Reflect::get(&js_sys::global(), &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn caches() -> Option<CacheStorage> {
    global("caches")?.dyn_into().ok()
}

/// A transaction that may write, and that is on the disk when it ends.
fn transaction(db: &IdbDatabase) -> Result<(IdbTransaction, IdbObjectStore), Refused> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"durability".into(), &"strict".into());
    let make: Function = Reflect::get(db, &"transaction".into())
        .ok()
        .and_then(|make| make.dyn_into().ok())
        .ok_or(Refused)?;
    let names = Array::of1(&STORE.into());
    let made = make.call3(db, &names, &"readwrite".into(), &options);
    let transaction: IdbTransaction = made.ok().and_then(|t| t.dyn_into().ok()).ok_or(Refused)?;
    let store = transaction.object_store(STORE).map_err(|_| Refused)?;
    Ok((transaction, store))
}

/// Calls back with a request's result. The closure must live until then.
fn on_success(request: &IdbRequest, call: impl FnOnce(JsValue) + 'static) -> Closure<dyn FnMut()> {
    let source = request.clone();
    let mut call = Some(call);
    let done = Closure::<dyn FnMut()>::new(move || {
        if let (Some(call), Ok(result)) = (call.take(), source.result()) {
            call(result);
        }
    });
    request.set_onsuccess(Some(done.as_ref().unchecked_ref()));
    done
}

/// Waits until a transaction is on the disk.
async fn settled(transaction: &IdbTransaction) -> Result<(), Refused> {
    let ended = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    });
    match timely(ended.clone()).await {
        Ok(_) => Ok(()),
        // Late: it is stopped, so that what is said about it is true. One that cannot be stopped
        // any more is ending.
        Err(Refused) if transaction.abort().is_ok() => Err(Refused),
        Err(Refused) => JsFuture::from(ended).await.map(drop).map_err(|_| Refused),
    }
}

fn opened(request: &IdbOpenDbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let source = request.clone();
        let done = Closure::once_into_js(move || {
            let result = source.result().unwrap_or(JsValue::NULL);
            let _ = resolve.call1(&JsValue::NULL, &result);
        });
        request.set_onsuccess(Some(done.unchecked_ref()));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    })
}

/// A promise, but not longer than [`PATIENCE`].
async fn timely(promise: Promise) -> Result<JsValue, Refused> {
    let late = Promise::new(&mut |_, reject| {
        if let Some(timer) = global("setTimeout").and_then(|t| t.dyn_into::<Function>().ok()) {
            let _ = timer.call2(&JsValue::NULL, &reject, &PATIENCE.into());
        }
    });
    let first = Promise::race(&Array::of2(&promise, &late));
    JsFuture::from(first).await.map_err(|_| Refused)
}
